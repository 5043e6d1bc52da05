import { gatherTexts } from "./gather-texts.ts";

export default gatherTexts(import.meta.glob<object>("./pt/*.json", { eager: true, import: "default" }));
