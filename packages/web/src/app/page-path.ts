import type { RegisteredRouter, ToPathOption } from "@tanstack/react-router";

/** The path of a page of this app, checked against the routes. */
export type PagePath = Extract<ToPathOption<RegisteredRouter, string, string>, string>;
