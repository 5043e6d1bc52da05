import i18next from "i18next";
import { useTranslation } from "react-i18next";

/** What an operation did, in the viewer's language: `operations.<operation id>`. One without words is shown by its id. */
export function useOperationText(): (operation: string) => string {
  useTranslation();
  return (operation) => {
    const key = `operations.${operation.replaceAll(/[.: ]/g, "-")}`;
    return i18next.exists(key) ? String(i18next.t(key as never)) : operation;
  };
}
