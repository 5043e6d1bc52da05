/** Measuring within the page, where the frames are. */
import type { Page } from "playwright-core";

interface Measure {
  nextFrame(): Promise<number>;
  painted(): Promise<void>;
}
type MeasuringWindow = Window & { chasquiMeasure: Measure };

/** Runs in the page before anything of it. */
export function installMeasure(): void {
  const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const measure: Measure = {
    nextFrame,
    // What was drawn in this frame is on the screen once the task after it runs.
    painted: () => nextFrame().then(() => new Promise((resolve) => setTimeout(resolve, 0))),
  };
  Object.assign(window, { chasquiMeasure: measure });
}

interface ScrollOptions {
  readonly pxAFrame: number;
  readonly to: "start" | "end";
  /** More may come while it is scrolled: it is over when the edge was reached and nothing has come for a while. */
  readonly isEndless: boolean;
}

/** Scrolls an element frame by frame; resolves with the time between each two frames, ms. */
export function scrollThrough(page: Page, selector: string, options: ScrollOptions): Promise<number[]> {
  return page.evaluate(
    async ([wanted, { pxAFrame, to, isEndless }]) => {
      const { nextFrame } = (window as unknown as MeasuringWindow).chasquiMeasure;
      const element = document.querySelector(wanted);
      if (!element) throw new Error(`there is no ${wanted}`);
      const step = to === "end" ? pxAFrame : -pxAFrame;
      const QUIET_FRAMES = isEndless ? 120 : 5;
      const MOST_FRAMES = 12_000;
      const frames: number[] = [];
      let before = await nextFrame();
      for (let quiet = 0; quiet < QUIET_FRAMES && frames.length < MOST_FRAMES; ) {
        const from = element.scrollTop;
        const height = element.scrollHeight;
        element.scrollTop += step;
        const now = await nextFrame();
        const hasMoved = Math.abs(element.scrollTop - from) > 1 || element.scrollHeight !== height;
        quiet = hasMoved ? 0 : quiet + 1;
        if (hasMoved) frames.push(now - before);
        before = now;
      }
      return frames;
    },
    [selector, options] as const,
  );
}

interface Act {
  /** Clicks what this selector finds. */
  readonly click?: string;
  readonly press?: string;
  /** Types a letter into the field that has the focus. */
  readonly type?: string;
  /** What is to be there afterwards; left out: the next paint. */
  readonly until?: string;
  /** A part of the address that must be there, too. */
  readonly holds?: string;
  /** A text that the last of them must have. */
  readonly text?: string;
}

/** What a person does, and how long until what it leads to is painted, ms. */
export function respond(page: Page, act: Act): Promise<number> {
  return page.evaluate(async (wanted) => {
    const { nextFrame, painted } = (window as unknown as MeasuringWindow).chasquiMeasure;
    const isThere = () => {
      if (wanted.until === undefined) return true;
      if (wanted.holds !== undefined && !location.pathname.includes(wanted.holds)) return false;
      const last = [...document.querySelectorAll(wanted.until)].at(-1);
      return last !== undefined && (wanted.text === undefined || (last.textContent ?? "").includes(wanted.text));
    };
    await nextFrame();
    const start = performance.now();
    if (wanted.click !== undefined) document.querySelector<HTMLElement>(wanted.click)?.click();
    const field = document.activeElement;
    if (wanted.press !== undefined) {
      field?.dispatchEvent(new KeyboardEvent("keydown", { key: wanted.press, bubbles: true, cancelable: true }));
    }
    if (wanted.type !== undefined) document.execCommand("insertText", false, wanted.type);
    // A thread that is left may still be drawn for a frame.
    if (wanted.holds !== undefined) await nextFrame();
    while (!isThere()) {
      if (performance.now() - start > 20_000) {
        const shown =
          document.querySelector("[data-testid=thread]")?.textContent?.slice(0, 200) ?? document.body.textContent;
        throw new Error(`nothing came of ${JSON.stringify(wanted)} at ${location.pathname}: ${shown}`);
      }
      await nextFrame();
    }
    await painted();
    return performance.now() - start;
  }, act);
}
