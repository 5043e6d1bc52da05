/** Imported for its effect, also by `node --import`. */
import { keepToLoopback } from "./keep-to-loopback.ts";

keepToLoopback();
