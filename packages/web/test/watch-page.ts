import type { Page } from "playwright-core";

/** Gathers what no page may do: ask another host, break the content security policy, write an error to the console, throw. */
export async function watchPage(page: Page, ownUrl: string, expectConsole: readonly RegExp[]): Promise<string[]> {
  const findings: string[] = [];
  const { host: ownHost } = new URL(ownUrl);

  function checkAddress(what: string, address: string): void {
    const url = new URL(address);
    const isOwn = url.host === ownHost || ["data:", "blob:", "about:"].includes(url.protocol);
    if (!isOwn) findings.push(`${what} to ${address}`);
  }

  page.on("request", (request) => checkAddress("a request", request.url()));
  page.on("websocket", (socket) => checkAddress("a web socket", socket.url()));
  page.on("pageerror", (error) => findings.push(`an error was thrown: ${error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() !== "error" && message.type() !== "warning") return;
    if (!expectConsole.some((pattern) => pattern.test(text)))
      findings.push(`console: ${text} (${message.location().url})`);
  });
  await page.exposeFunction("chasquiReportViolation", (text: string) => void findings.push(`policy broken: ${text}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const report = (window as unknown as { chasquiReportViolation(text: string): void }).chasquiReportViolation;
      report(`${event.violatedDirective} by ${event.blockedURI} in ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  return findings;
}
