/** The contract of all channels, with phones behind a stand-in for WhatsApp as the far side. */
import { describeChannelContract } from "../channel.contract.ts";
import { FAILURES, startHarness } from "./test-harness.ts";

describeChannelContract("linked-device", FAILURES, startHarness);
