/** The English texts, which say what keys there are. A feature adds its file here; Spanish and Portuguese are found by name. */
import common from "./en/common.json";
import home from "./en/home.json";
import shell from "./en/shell.json";

const en = { common, home, shell };
export default en;
