/** The kinds of events this server understands, as data: what a set-up subscribes to. The API shows them; Meta refuses names it does not
 *  know, so only those of every current version stand here. */
export const WEBHOOK_FIELDS = [
  "messages",
  "message_template_status_update",
  "message_template_quality_update",
  "message_template_components_update",
  "template_category_update",
  "phone_number_quality_update",
  "phone_number_name_update",
  "business_capability_update",
  "account_review_update",
  "account_update",
  "account_alerts",
  "security",
  "user_preferences",
  "smb_message_echoes",
  "smb_app_state_sync",
  "history",
] as const;
