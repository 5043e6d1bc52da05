import react from "@vitejs/plugin-react";
import mantine from "postcss-preset-mantine";
import { defineConfig } from "vite";
import { precompress } from "./precompress.ts";

/** Where `npm run dev` finds the API. */
const SERVER = process.env.CHASQUI_SERVER ?? "http://127.0.0.1:3000";

export default defineConfig({
  plugins: [react(), precompress()],
  css: { postcss: { plugins: [mantine()] } },
  // The server puts a nonce of each answer in its place; Vite and Mantine mark the styles they add with it.
  html: { cspNonce: "CHASQUI_NONCE" },
  build: {
    target: "es2023",
    // scripts/build-web.mjs builds into a folder of its own and swaps it in, so that a running server never sees half of it.
    outDir: process.env.CHASQUI_WEB_OUT ?? "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
  },
  server: {
    proxy: { "/api": SERVER, "/docs": SERVER, "/health": SERVER },
  },
});
