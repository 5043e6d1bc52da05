import { useTranslation } from "react-i18next";
import { findText } from "../../components/find-text.ts";

/** What an operation did, in the viewer's language: `operations.<operation id>`. One without words is shown by its id. */
export function useOperationText(): (operation: string) => string {
  useTranslation();
  return (operation) => findText(`operations.${operation}`) ?? operation;
}
