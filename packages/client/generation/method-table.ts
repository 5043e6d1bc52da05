/** Writes `METHODS.md`: every method of the client beside its route. */
import { listOperations, type OpenApiDocument, type Operation } from "./document.ts";
import { groupName, methodName } from "./names.ts";
import { answersFile, isEventStream, pathNames, urlMethodName } from "./operations.ts";

export function writeMethodTable(document: OpenApiDocument): string {
  const rows = listOperations(document).flatMap((operation) => {
    const route = `\`${operation.method} ${operation.path}\``;
    const row = [`\`chasqui.${writeCall(operation)}\``, route, operation.summary ?? ""];
    return answersFile(operation) ? [row, [`\`chasqui.${writeUrlCall(operation)}\``, route, "Its address"]] : [row];
  });
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
    ...pathNames(operation),
    ...(content ? ["application/json" in content ? "body" : "file"] : []),
    ...(hasQuery ? ["query"] : []),
  ];
  return `${group}.${methodName(operation)}(${input.join(", ")})`;
}

function writeUrlCall(operation: Operation): string {
  const group = groupName(operation.path);
  return `${group}.${urlMethodName(methodName(operation))}(${pathNames(operation).join(", ")})`;
}
