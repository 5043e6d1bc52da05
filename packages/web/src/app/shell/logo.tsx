import { Link } from "@tanstack/react-router";
import classes from "./logo.module.css";

/** The name with its mark; leads home. */
export function Logo() {
  return (
    <Link to="/" className={classes.root}>
      <img src="/chasqui.svg" width={24} height={24} alt="" />
      Chasqui
    </Link>
  );
}
