import { describe, expect, it } from "vitest";
import { startGraphEmulator } from "../src/index.ts";
import { callGraph, send, text } from "./graph-client.ts";

const ANA = "+51987654321";

describe("accepting a message (§2.2)", () => {
  it("answers with contacts and a wamid, and lists it among the sent", async () => {
    await using emulator = await startGraphEmulator();
    const answer = await send(emulator, { ...text("+51 987-654-321"), biz_opaque_callback_data: "order-17" });

    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      messaging_product: "whatsapp",
      contacts: [{ input: "+51 987-654-321", wa_id: "51987654321" }],
      messages: [{ id: expect.stringMatching(/^wamid\.[A-Za-z0-9+/]+=*$/), message_status: "accepted" }],
    });
    expect(emulator.sentMessages).toMatchObject([
      {
        wamid: answer.json.messages[0].id,
        to: "+51 987-654-321",
        type: "text",
        body: "Hello",
        bizOpaqueCallbackData: "order-17",
        times: 1,
      },
    ]);
  });

  it("counts how often the same message was sent", async () => {
    await using emulator = await startGraphEmulator();
    await send(emulator, { ...text(ANA), biz_opaque_callback_data: "a" });
    await send(emulator, { ...text(ANA), biz_opaque_callback_data: "a" });
    await send(emulator, { ...text(ANA), biz_opaque_callback_data: "b" });

    expect(emulator.sentMessages.map((message) => message.times)).toEqual([2, 2, 1]);
  });

  it("takes a form with JSON in it (§0)", async () => {
    await using emulator = await startGraphEmulator();
    const body = new URLSearchParams({ messaging_product: "whatsapp", to: ANA, type: "text", text: '{"body":"Hi"}' });
    expect((await callGraph(emulator, `${emulator.preset.phoneNumberId}/messages`, { body })).status).toBe(200);
    expect(emulator.sentMessages[0]?.body).toBe("Hi");
  });

  it("gives the same ids to the same run", async () => {
    const run = async () => {
      await using emulator = await startGraphEmulator({ seed: 7 });
      return (await send(emulator, text(ANA))).json.messages[0].id as string;
    };
    expect(await run()).toBe(await run());
  });

  it("answers a BSUID with user_id instead of wa_id (§2.2)", async () => {
    await using emulator = await startGraphEmulator();
    const user = emulator.createUser({ username: "ana.q" });
    const answer = await send(emulator, { recipient: user.bsuid, type: "text", text: { body: "Hi" } });

    expect(answer.json.contacts).toEqual([{ input: user.bsuid, user_id: user.bsuid }]);
  });

  it("uses another wa_id than the dialled number where WhatsApp does", async () => {
    await using emulator = await startGraphEmulator();
    emulator.createUser({ phone: "+5511987654321", waId: "551187654321" });
    const answer = await send(emulator, text("+5511987654321"));

    expect(answer.json.contacts).toEqual([{ input: "+5511987654321", wa_id: "551187654321" }]);
  });

  it("carries Graph's headers (§0.1)", async () => {
    await using emulator = await startGraphEmulator();
    const { headers } = await callGraph(emulator, `${emulator.preset.phoneNumberId}/messages`, {
      version: "v24.0",
      body: { messaging_product: "whatsapp", ...text(ANA) },
    });

    expect(headers.get("facebook-api-version")).toBe("v24.0");
    for (const name of ["x-fb-request-id", "x-fb-trace-id", "x-fb-rev", "x-fb-debug"])
      expect(headers.get(name)).toBeTruthy();
    expect(JSON.parse(headers.get("x-app-usage") ?? "")).toEqual({ call_count: 0, total_cputime: 0, total_time: 0 });
    const usage = JSON.parse(headers.get("x-business-use-case-usage") ?? "");
    expect(usage[emulator.preset.wabaId]).toMatchObject([{ type: "whatsapp", estimated_time_to_regain_access: 0 }]);
  });
});

describe("recipients (§8.3 step 7)", () => {
  it.each<[string, object, number]>([
    ["nobody", { type: "text", text: { body: "Hi" } }, 100],
    ["something that is no number", text("Ana"), 131009],
    ["a malformed BSUID", { recipient: "ana", type: "text", text: { body: "Hi" } }, 100],
    ["an unknown BSUID", { recipient: "PE.12345", type: "text", text: { body: "Hi" } }, 131026],
    ["itself", text("+1 555 078 3881"), 131021],
  ])("refuses %s", async (_name, message, code) => {
    await using emulator = await startGraphEmulator();
    expect((await send(emulator, message as Record<string, unknown>)).json.error.code).toBe(code);
  });

  it("lets a test number write only to its list", async () => {
    await using emulator = await startGraphEmulator();
    const { id } = emulator.createPhone({ allowedRecipients: [ANA] });
    const to = (number: string) =>
      callGraph(emulator, `${id}/messages`, { body: { messaging_product: "whatsapp", ...text(number) } });

    expect((await to(ANA)).status).toBe(200);
    expect((await to("+51900000000")).json.error).toMatchObject({
      message: "(#131030) Recipient phone number not in allowed list",
      code: 131030,
      error_data: {
        details:
          "Recipient phone number not in allowed list: Add recipient phone number to recipient list and try again.",
      },
    });
  });
});

describe("templates (§2.5)", () => {
  const reminder = (parameters: object[], language = "en_US") => ({
    to: ANA,
    type: "template",
    template: {
      name: "payment_reminder",
      language: { code: language },
      components: [{ type: "body", parameters }],
    },
  });
  const words = (...values: string[]) => values.map((value) => ({ type: "text", text: value }));

  it("fills in the body", async () => {
    await using emulator = await startGraphEmulator();
    const answer = await send(emulator, reminder(words("Ana", "S/ 50", "5 May")));
    expect(answer.status).toBe(200);
    expect(emulator.sentMessages[0]?.body).toBe("Hello Ana, your payment of S/ 50 is due on 5 May.");
  });

  it("refuses a translation that does not exist", async () => {
    await using emulator = await startGraphEmulator();
    const answer = await send(emulator, reminder(words("a", "b", "c"), "es"));
    expect(answer.status).toBe(404);
    expect(answer.json.error).toMatchObject({
      message: "(#132001) Template name does not exist in the translation",
      code: 132001,
      error_data: { details: "template name (payment_reminder) does not exist in es" },
    });
  });

  it("refuses a wrong number of parameters", async () => {
    await using emulator = await startGraphEmulator();
    const { error } = (await send(emulator, reminder(words("a")))).json;
    expect(error.code).toBe(132000);
    expect(error.error_data.details).toBe(
      "body: number of localizable_params (1) does not match the expected number of params (3)",
    );
  });

  it.each<[string, object, number]>([
    ["a newline in a parameter", reminder(words("a\nb", "b", "c")), 132018],
    ["an empty parameter", reminder(words("", "b", "c")), 131008],
    [
      "a name in a positional template",
      reminder([{ type: "text", text: "a", parameter_name: "x" }, ...words("b", "c")]),
      132012,
    ],
    [
      "a missing name in a named template",
      {
        to: ANA,
        type: "template",
        template: {
          name: "order_update",
          language: { code: "en_US" },
          components: [{ type: "header", parameters: words("A-17") }],
        },
      },
      132012,
    ],
    [
      "a missing header image",
      { to: ANA, type: "template", template: { name: "summer_sale", language: { code: "en_US" } } },
      132000,
    ],
    [
      "a missing code button",
      {
        to: ANA,
        type: "template",
        template: {
          name: "login_code",
          language: { code: "en_US" },
          components: [{ type: "body", parameters: words("123") }],
        },
      },
      131008,
    ],
  ])("refuses %s", async (_name, message, code) => {
    await using emulator = await startGraphEmulator();
    expect((await send(emulator, message as Record<string, unknown>)).json.error.code).toBe(code);
  });

  it.each([
    ["PAUSED", 132015],
    ["DISABLED", 132016],
    ["PENDING", 132001],
    ["REJECTED", 132001],
  ] as const)("refuses a template that is %s", async (status, code) => {
    await using emulator = await startGraphEmulator();
    emulator.createTemplate({ name: "t", status });
    const message = { to: ANA, type: "template", template: { name: "t", language: { code: "en_US" } } };
    expect((await send(emulator, message)).json.error.code).toBe(code);
  });
});

describe("read receipts and typing (§2.6)", () => {
  it("marks a received message as read, without a send", async () => {
    await using emulator = await startGraphEmulator();
    const wamid = emulator.receive({ from: ANA });
    const answer = await send(emulator, { status: "read", message_id: wamid, typing_indicator: { type: "text" } });

    expect(answer.json).toEqual({ success: true });
    expect(emulator.sentMessages).toEqual([]);
  });

  it("refuses an unknown message", async () => {
    await using emulator = await startGraphEmulator();
    expect((await send(emulator, { status: "read", message_id: "wamid.no" })).json.error.code).toBe(131009);
  });
});

describe("account states (§8.3 step 3)", () => {
  it.each([
    ["locked", 403, 131031],
    ["policy", 403, 368],
    ["payment", 400, 131042],
    ["maintenance", 500, 131057],
  ] as const)("refuses sends of an account in state %s", async (state, status, code) => {
    await using emulator = await startGraphEmulator();
    emulator.changeAccount(undefined, { state });
    const answer = await send(emulator, text(ANA));
    expect([answer.status, answer.json.error.code]).toEqual([status, code]);
    const health = await callGraph(emulator, `${emulator.preset.wabaId}?fields=health_status`);
    expect(health.json.health_status.can_send_message).toBe("BLOCKED");
    emulator.changeAccount(undefined, { state: "active" });
    expect((await send(emulator, text(ANA))).status).toBe(200);
  });
});
