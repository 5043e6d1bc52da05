import { gatherTexts } from "./gather-texts.ts";

export default gatherTexts(import.meta.glob<object>("./es/*.json", { eager: true, import: "default" }));
