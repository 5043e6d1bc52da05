/** The contract of all channels, with phones behind a stand-in for WhatsApp as the far side. */

import { FAILURES, startHarness } from "../../../test/linked-device-harness.ts";
import { describeChannelContract } from "../channel.contract.ts";

describeChannelContract("linked-device", FAILURES, startHarness);
