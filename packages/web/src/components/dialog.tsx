import { Modal, type ModalProps } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** A dialog with a title and a way out. Mantine's Modal, whose close button has a name in the viewer's language. */
export function Dialog(props: ModalProps & { readonly title: string }) {
  const { t } = useTranslation();
  return <Modal closeButtonProps={{ "aria-label": t("common.close") }} {...props} />;
}
