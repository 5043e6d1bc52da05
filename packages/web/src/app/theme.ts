import {
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  localStorageColorSchemeManager,
  Menu,
  Modal,
  Paper,
  Table,
  Tooltip,
} from "@mantine/core";
import { COLORS } from "./theme-colors.ts";

const SYSTEM_FONTS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif';
const SYSTEM_MONOSPACE = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace';

/** See global.css. */
const KEEPS_SCROLL_BAR = { removeScrollBar: false };

/** Fourteen pixels of text on an eight-pixel grid: dense, for people who look at it all day. */
export const theme = createTheme({
  primaryColor: "fern",
  primaryShade: { light: 7, dark: 6 },
  colors: COLORS,
  black: COLORS.gray[9],
  fontFamily: SYSTEM_FONTS,
  fontFamilyMonospace: SYSTEM_MONOSPACE,
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.5", lg: "1.5", xl: "1.5" },
  spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.5rem", xl: "2rem" },
  radius: { xs: "2px", sm: "4px", md: "6px", lg: "10px", xl: "16px" },
  defaultRadius: "md",
  headings: {
    fontFamily: SYSTEM_FONTS,
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "1.25rem", lineHeight: "1.75rem" },
      h2: { fontSize: "1rem", lineHeight: "1.5rem" },
      h3: { fontSize: "0.875rem", lineHeight: "1.25rem" },
    },
  },
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    // The placeholder would be a part of the menu that can have the focus and is no item of it.
    Menu: Menu.extend({ defaultProps: { shadow: "md", position: "bottom-end", withInitialFocusPlaceholder: false } }),
    Drawer: Drawer.extend({ defaultProps: { removeScrollProps: KEEPS_SCROLL_BAR } }),
    Modal: Modal.extend({ defaultProps: { centered: true, radius: "lg", removeScrollProps: KEEPS_SCROLL_BAR } }),
    Paper: Paper.extend({ defaultProps: { radius: "lg" } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 0, horizontalSpacing: "sm" } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, multiline: true, maw: 320 } }),
  },
});

/** Where Mantine's own choice of shade is too faint for AA. Contrast is checked on every page by test/accessibility.ts. */
export const resolveCssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-error": "var(--mantine-color-red-7)",
    "--mantine-color-success": "var(--mantine-color-fern-7)",
    "--mantine-color-placeholder": "var(--mantine-color-gray-6)",
    "--mantine-color-dimmed": "var(--mantine-color-gray-6)",
    "--mantine-color-default-border": "var(--mantine-color-gray-3)",
    "--mantine-color-disabled-color": "var(--mantine-color-gray-6)",
    "--chasqui-surface": "var(--mantine-color-gray-0)",
    "--chasqui-border": "var(--mantine-color-gray-2)",
    "--chasqui-hover": "var(--mantine-color-gray-1)",
  },
  dark: {
    "--mantine-color-error": "var(--mantine-color-red-4)",
    "--mantine-color-success": "var(--mantine-color-fern-4)",
    "--mantine-color-placeholder": "var(--mantine-color-dark-2)",
    "--mantine-color-disabled-color": "var(--mantine-color-dark-2)",
    "--chasqui-surface": "var(--mantine-color-dark-8)",
    "--chasqui-border": "var(--mantine-color-dark-5)",
    "--chasqui-hover": "var(--mantine-color-dark-6)",
  },
});

/** The same key stands in public/color-scheme.js, which runs before the first paint. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: "chasqui-color-scheme" });
