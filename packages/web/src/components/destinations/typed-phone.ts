import { useQuery } from "@tanstack/react-query";

/** What somebody may mean by what they type: a number, a number without its country, or none. */
export type TypedPhone =
  | { readonly kind: "phone"; readonly phone: string }
  | { readonly kind: "no-country" }
  | { readonly kind: "none" };

const FEWEST_DIGITS = 6;

export function useTypedPhone(text: string): TypedPhone {
  const { data: parse } = useQuery({
    queryKey: ["phone-number-rules"],
    queryFn: async () => (await import("libphonenumber-js/min")).default,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const digits = text.replace(/\D/g, "");
  if (digits.length < FEWEST_DIGITS || !/^[\s+\d().\-/]+$/.test(text)) return { kind: "none" };
  const international = text.trim().replace(/^00/, "+");
  if (!international.startsWith("+")) return { kind: "no-country" };
  const parsed = parse?.(international);
  return parsed?.isPossible() ? { kind: "phone", phone: parsed.number } : { kind: "none" };
}
