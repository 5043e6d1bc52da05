import { ChasquiError } from "../../platform/errors.ts";

export class ChannelWithoutLimits extends ChasquiError {
  constructor() {
    super("conflict", "channel-without-limits", "On this channel the platform sets the limits itself.", {
      mend: "See the account on the channel's page for how many people a day may be written to.",
    });
  }
}
