import { Anchor, type AnchorProps, Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentProps } from "react";

type AnchorElementProps = Omit<ComponentProps<"a">, keyof AnchorProps | keyof ButtonProps>;

/** A link to a page within a text. Paths, parameters and search are checked against the routes. */
export const TextLink = createLink((props: AnchorProps & AnchorElementProps) => <Anchor {...props} />);

/** A link to a page that looks like a button. */
export const ButtonLink = createLink((props: ButtonProps & AnchorElementProps) => <Button component="a" {...props} />);
