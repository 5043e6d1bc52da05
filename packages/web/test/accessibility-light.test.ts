import { testAccessibility } from "./accessibility.ts";
import { DESKTOP } from "./web-test.ts";

// Each theme in one width: colours do not depend on the width, nor the structure on the theme.
testAccessibility({ theme: "light", size: DESKTOP });
