/** What the server says by a code is read in the language of who reads it. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seedStoppedChannel } from "./seed-stopped-channel.ts";
import { startWebTest, type WebTest } from "./web-test.ts";

let web: WebTest;
let failedId: string;
let stoppedId: string;

beforeAll(async () => {
  web = await startWebTest();
  const { app } = web;
  app.emulator.addFault({
    match: { route: "messages", recipient: "34600000041", count: 1 },
    effect: { failedStatus: { code: 131026 } },
  });
  const channelId = await app.channelId();
  const failed = await app.api("POST", "/messages", { to: "+34600000041", channelId, text: "It is ready." });
  failedId = failed.body.id;
  await app.until(`/messages/${failedId}`, ({ state }) => state === "failed");
  stoppedId = await seedStoppedChannel(app);
  await app.until(`/channels/${stoppedId}/details`, ({ checkError }) => checkError !== null);
});
afterAll(() => web?.[Symbol.asyncDispose]());

const WORDS = {
  es: {
    reason: "El contacto no puede recibirlo: no está en WhatsApp",
    mend: "Comprueba el número de teléfono o contacta con él de otra manera.",
    stopped: /El token de acceso (ha caducado|fue revocado|ha caducado o fue revocado)\./,
    stoppedMend: "crea un token permanente",
    alert: /El canal «Branch office» se ha detenido\. El token de acceso/,
    check: { verb: "Comprobar conexión", detail: /Meta no (acepta|conoce|deja)/ },
    look: "La última consulta falló: WhatsApp no lo acepta. El token de acceso ha caducado o fue revocado.",
    problem: "Este mensaje ya no existe.",
  },
  pt: {
    reason: "O contato não pode receber: não está no WhatsApp",
    mend: "Confira o número de telefone ou fale com ele de outra forma.",
    stopped: /O token de acesso (expirou|foi revogado|expirou ou foi revogado)\./,
    stoppedMend: "crie um token permanente",
    alert: /O canal “Branch office” parou\. O token de acesso/,
    check: { verb: "Verificar conexão", detail: /A Meta não (aceita|conhece|deixa)/ },
    look: "A última consulta falhou: O WhatsApp não aceita. O token de acesso expirou ou foi revogado.",
    problem: "Esta mensagem não existe mais.",
  },
} as const;

describe.each(["es", "pt"] as const)("in %s", (language) => {
  const words = WORDS[language];

  test("why a message was not sent, in the conversation and on its page", async () => {
    await using visit = await web.visit({ as: "owner", language });
    const { page } = visit;
    const { body } = await web.app.api("GET", `/messages/${failedId}`);
    await visit.goTo(`/inbox/${body.conversationId}`);
    const trouble = page.locator("div[data-state=failed]");
    await trouble.getByText(words.reason).waitFor();
    await trouble.getByText(words.mend).waitFor();
    expect(await trouble.innerText()).not.toMatch(/the contact|phone number/i);
    await visit.goTo(`/messages/${failedId}`);
    await page.getByText(words.reason).first().waitFor();
    expect(await page.getByRole("main").innerText()).not.toMatch(/the contact cannot/i);
  });

  test("why a channel has stopped, its alert, and what a check of it finds", async () => {
    await using visit = await web.visit({ as: "owner", language });
    const { page } = visit;
    await visit.goTo(`/channels/${stoppedId}`);
    await page.getByRole("alert").getByText(words.stopped).waitFor();
    await page.getByRole("alert").getByText(words.stoppedMend).waitFor();
    await page.getByRole("button", { name: words.check.verb }).click();
    await page.getByText(words.check.detail).first().waitFor();
    await page.getByText(words.look).waitFor();
    await visit.goTo("/alerts");
    await page.getByText(words.alert).waitFor();
    await page.getByText(words.stoppedMend).waitFor();
    await visit.goTo("/");
    await page.getByText(words.alert).waitFor();
  });

  test("what the server refuses", async () => {
    await using visit = await web.visit({ as: "owner", language, expectConsole: [/status of 404/] });
    await visit.goTo("/messages/0190a7d2-0000-7000-8000-000000000000");
    await visit.page.getByText(words.problem).waitFor();
  });
});
