import { expect, test } from "vitest";
import { describeBrowser } from "./describe-browser.ts";

test("a browser and its system are told from what it says of itself", () => {
  const chrome =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
  expect(describeBrowser(chrome)).toBe("Chrome · Linux");
  expect(describeBrowser(`${chrome} Edg/141.0.0.0`)).toBe("Edge · Linux");
  expect(
    describeBrowser(
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1",
    ),
  ).toBe("Safari · iPhone");
  expect(describeBrowser("curl/8.5.0")).toBeUndefined();
  expect(describeBrowser(null)).toBeUndefined();
});
