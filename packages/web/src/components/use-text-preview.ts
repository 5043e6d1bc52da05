import type { PreviewTemplateData, TemplatePreview } from "@chasqui/client";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { api } from "../app/api.ts";

/** A text, or a stored template, and for whom. */
export type PreviewRequest = NonNullable<PreviewTemplateData["body"]>;

export interface TextPreviews {
  /** In the order of what was asked for. Undefined: on its way, or it could not be asked for. */
  readonly previews: ReadonlyArray<TemplatePreview | undefined>;
  readonly error: Error | null;
}

/** While somebody types, not every letter is asked about. */
const PAUSE_MS = 250;

/** Texts with placeholders as a contact would get them. Sends nothing. */
export function useTextPreviews(wanted: readonly PreviewRequest[]): TextPreviews {
  // As one text: a new list of the same requests is no change.
  const [written] = useDebouncedValue(JSON.stringify(wanted), PAUSE_MS);
  const requests = JSON.parse(written) as PreviewRequest[];
  const queries = useQueries({
    queries: requests.map((request) => ({
      queryKey: ["templates", "preview", request],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.templates.preview(request, { signal }),
      placeholderData: keepPreviousData,
    })),
  });
  return { previews: queries.map(({ data }) => data), error: queries.find(({ error }) => error)?.error ?? null };
}
