// Runs before the first paint, so that a dark page does not flash white. A file of its own, because the page allows no inline scripts.
// The key is the one that the app's colour scheme manager writes (src/app/theme.ts).
(() => {
  let chosen = "auto";
  try {
    chosen = localStorage.getItem("chasqui-color-scheme") ?? "auto";
  } catch {
    // Storage may be forbidden: the system's choice it is.
  }
  const isDark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", isDark ? "dark" : "light");
})();
