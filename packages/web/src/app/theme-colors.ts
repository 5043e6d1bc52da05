import type { MantineColorsTuple } from "@mantine/core";

/** Our palettes, light to dark. Even steps of lightness in OKLCH, so that the same shade of any two colours reads alike:
 *  7 carries white text (6:1), 9 reads on 1, and 4 reads on the dark body (6:1 and more). `dark` is what the dark theme is made of. */
export const COLORS = {
  fern: ["#f0f9f4", "#dbf2e4", "#b9e3cb", "#90ceac", "#6cb790", "#4f9f77", "#37825e", "#2d6f50", "#24573e", "#1c3d2c"],
  amber: ["#fff5e8", "#ffe7c7", "#fbd094", "#edb25a", "#d79628", "#bb7e00", "#9a6500", "#835600", "#674300", "#493006"],
  red: ["#fff4f3", "#ffe3df", "#ffc6c0", "#ffa098", "#f67972", "#e7524f", "#c92f33", "#ac262a", "#881f21", "#5f1a19"],
  blue: ["#f1f8ff", "#ddedff", "#badbfe", "#8ec3f9", "#64aaf0", "#3f90dd", "#1f74bf", "#1963a4", "#124e82", "#12375a"],
  gray: ["#f8fbf9", "#f2f5f3", "#e5e9e7", "#d5d8d7", "#bfc2c0", "#969998", "#666967", "#4e504f", "#363937", "#191b1a"],
  dark: ["#e2e6e4", "#c4c8c6", "#a2a6a4", "#727574", "#454947", "#333635", "#252827", "#1a1c1b", "#121513", "#090c0b"],
} as const satisfies Record<string, MantineColorsTuple>;
