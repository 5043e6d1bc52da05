import { describe, expect, it } from "vitest";
import { textOf } from "./client.ts";
import { startStage } from "./stage.ts";

describe("what people write", () => {
  it("carries places, contacts, answers, reactions, edits and deletions to the client", async () => {
    await using stage = await startStage();
    const { client, ana, shop } = stage;
    await ana.writes({ type: "location", latitude: -12.05, longitude: -77.04, name: "Lima" }, { to: shop });
    await ana.writes({ type: "contact", name: "Eva", number: "+51900111222" }, { to: shop });
    const own = await client.socket.sendMessage(ana.address, { text: "Which one?" });
    const ownId = own?.key.id ?? "";
    await ana.waitForMessage("Which one?");
    await ana.writes({ type: "text", text: "The red one", quote: ownId }, { to: shop });
    await ana.writes({ type: "reaction", emoji: "👍", messageId: ownId }, { to: shop });
    const typo = await ana.writes("The blu one", { to: shop });
    await ana.writes({ type: "edit", text: "The blue one", messageId: typo.id }, { to: shop });
    await ana.writes({ type: "revoke", messageId: typo.id }, { to: shop });

    await client.untilMessage(({ message }) => message?.locationMessage?.name === "Lima");
    await client.untilMessage(({ message }) => message?.contactMessage?.displayName === "Eva");
    const answer = await client.untilMessage((message) => textOf(message) === "The red one");
    expect(answer.message?.extendedTextMessage?.contextInfo).toMatchObject({
      stanzaId: ownId,
      quotedMessage: { extendedTextMessage: { text: "Which one?" } },
    });
    await client.until("messages.reaction", (reactions) =>
      reactions.some(({ key, reaction }) => key.id === ownId && key.fromMe === true && reaction.text === "👍"),
    );
    await client.until("messages.update", (updates) =>
      updates.some(({ key, update }) => {
        return key.id === typo.id && update.message?.editedMessage?.message?.conversation === "The blue one";
      }),
    );
    await client.until("messages.update", (updates) =>
      updates.some(({ key, update }) => key.id === typo.id && update.message === null),
    );
  });

  it("shows a contact what the client edits, deletes, reacts to and answers", async () => {
    await using stage = await startStage();
    const { client, ana, shop } = stage;
    const { id } = await ana.writes("Is it open?", { to: shop });
    const asked = await client.untilMessage((message) => message.key.id === id);
    await client.socket.sendMessage(ana.address, { text: "Yes" }, { quoted: asked });
    await client.socket.sendMessage(ana.address, { react: { text: "❤️", key: asked.key } });
    const first = await client.socket.sendMessage(ana.address, { text: "Untl 6" });
    const second = await client.socket.sendMessage(ana.address, { text: "Wrong chat" });
    if (first === undefined || second === undefined) throw new Error("The client did not send");
    await client.socket.sendMessage(ana.address, { text: "Until 6", edit: first.key });
    await client.socket.sendMessage(ana.address, { delete: second.key });

    expect(await ana.waitForMessage("Yes")).toMatchObject({ quotedId: id });
    expect(await ana.waitForMessage("❤️")).toMatchObject({ type: "reaction", targetId: id });
    expect(await ana.waitForMessage(({ isRevoked }) => isRevoked)).toMatchObject({ text: "Wrong chat" });
    expect(await ana.waitForMessage("Untl 6")).toMatchObject({ editedText: "Until 6" });
  });

  it("shows the client what is written on its own phone", async () => {
    await using stage = await startStage();
    const { client, ana, shop } = stage;
    await shop.writes("By hand", { to: ana });
    const message = await client.untilMessage((one) => textOf(one) === "By hand");
    expect(message.key).toMatchObject({ remoteJid: ana.address, fromMe: true });
    await ana.waitForMessage("By hand");
    await shop.waitForConfirmation();
  });
});
