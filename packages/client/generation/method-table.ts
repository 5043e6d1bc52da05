/** Writes `METHODS.md`: every method of the client beside its route. */
import { listOperations, type OpenApiDocument, type Operation } from "./document.ts";
import { groupName, methodName } from "./names.ts";
import { isEventStream } from "./operations.ts";

export function writeMethodTable(document: OpenApiDocument): string {
  const rows = listOperations(document).map((operation) => [
    `\`chasqui.${writeCall(operation)}\``,
    `\`${operation.method} ${operation.path}\``,
    operation.summary ?? "",
  ]);
  rows.sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
  const table = [["Method", "Route", "What it does"], ["---", "---", "---"], ...rows];
  const lines = table.map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`);
  return `# Methods\n\nGenerated from the server's OpenAPI document by \`npm run generate\`.\n\n${lines.join("\n")}\n`;
}

function writeCall(operation: Operation): string {
  const group = groupName(operation.path);
  if (isEventStream(operation)) return `${group}(options?)`;
  const content = operation.requestBody?.content;
  const hasQuery = operation.parameters?.some((parameter) => parameter.in === "query");
  const input = [
    ...[...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
    ...(content ? ["application/json" in content ? "body" : "file"] : []),
    ...(hasQuery ? ["query"] : []),
  ];
  return `${group}.${methodName(operation.operationId, group)}(${input.join(", ")})`;
}
