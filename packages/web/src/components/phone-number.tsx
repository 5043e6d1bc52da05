import { useQuery } from "@tanstack/react-query";
import classes from "./phone-number.module.css";

/** A phone number as its country writes it: +34 600 00 00 01. Takes E.164; anything else is shown as it is. */
export function PhoneNumber({ phone }: { readonly phone: string }) {
  const format = usePhoneFormat();
  return <span className={classes.root}>{format(phone)}</span>;
}

/** The same as a function, for where a text is needed. Until the rules of all countries are fetched, numbers stay as they are. */
export function usePhoneFormat(): (phone: string) => string {
  const { data: parse } = useQuery({
    queryKey: ["phone-number-rules"],
    queryFn: async () => (await import("libphonenumber-js/min")).default,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return (phone) => parse?.(phone)?.formatInternational() ?? phone;
}
