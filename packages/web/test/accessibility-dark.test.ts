import { testAccessibility } from "./accessibility.ts";
import { PHONE } from "./web-test.ts";

testAccessibility({ theme: "dark", size: PHONE });
