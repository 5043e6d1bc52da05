import type { InputWrapperProps } from "@mantine/core";

/** Help stands under its field. */
export const HINT_BELOW: NonNullable<InputWrapperProps["inputWrapperOrder"]> = [
  "label",
  "input",
  "description",
  "error",
];
