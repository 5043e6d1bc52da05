/** Bodies that were written to break a server, each for a reason of its own. Every one of them is posted, signed, in every run. */
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

export interface HostileBody {
  readonly name: string;
  readonly body: Buffer;
}

const PHONE_NUMBER_ID = "106540352242922";

/** 8,000 characters, the same in every run. */
const INCOMPRESSIBLE = Array.from({ length: 125 }, (_, index) =>
  createHash("sha256").update(String(index)).digest("hex"),
).join("");

function inEnvelope(value: string, field = '"messages"'): string {
  return `{"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"field":${field},"value":${value}}]}]}`;
}

/** `members` as JSON text, so that what JavaScript can't hold can be written too. */
function withMessage(members: string): string {
  return inEnvelope(
    `{"messaging_product":"whatsapp","metadata":{"phone_number_id":"${PHONE_NUMBER_ID}"},"messages":[{"from":"16505559999",${members}}]}`,
  );
}

function text(id: string, body: string, extra = ""): string {
  return withMessage(`"id":"wamid.C${id}","timestamp":"1750030073","type":"text","text":{"body":${body}}${extra}`);
}

const nested = (open: string, close: string, levels: number) => open.repeat(levels) + close.repeat(levels);

const TEXTS: Readonly<Record<string, string>> = {
  empty: "",
  "white space": " \n\t ",
  "no JSON": "hello",
  "a lone brace": "{",
  "a byte order mark": "\ufeff{}",
  null: "null",
  "a string": '"entry"',
  "a number": "1e999",
  "an array": "[]",
  "an empty object": "{}",
  "entry is null": '{"object":"whatsapp_business_account","entry":null}',
  "entry is an object": '{"object":"whatsapp_business_account","entry":{"0":{"changes":[]},"length":1}}',
  "entry holds nulls": '{"object":"whatsapp_business_account","entry":[null,null,[],5,"x"]}',
  "changes of another kind": '{"object":"whatsapp_business_account","entry":[{"id":1,"changes":"messages"}]}',
  "another object": '{"object":"page","entry":[{"id":"1","time":1,"messaging":[]}]}',
  "members called __proto__": `{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}},"object":"whatsapp_business_account","entry":[{"__proto__":[],"changes":[{"field":"__proto__","value":{"__proto__":null}}]}]}`,
  "a field called constructor": inEnvelope("{}", '"constructor"'),
  "a field that is a number": inEnvelope("{}", "5"),
  "a field that is an object": inEnvelope("{}", '{"toString":1}'),
  "member twice": `{"object":"page","object":"whatsapp_business_account","entry":[],"entry":[{"id":"1","id":"2","changes":[]}]}`,
  "arrays 100,000 deep": nested("[", "]", 100_000),
  "objects 20,000 deep": `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`,
  "deep inside a message": text("deep", '"x"', `,"context":${nested("[", "]", 5_000)}`),
  "deep inside an unknown type": withMessage(
    `"id":"wamid.Cdu","timestamp":"1","type":"hologram","hologram":${nested("[", "]", 900)}`,
  ),
  "NUL in the text": text("nul", '"a\\u0000b"'),
  "NUL in the id": withMessage('"id":"wamid.\\u0000","timestamp":"1","type":"text","text":{"body":"x"}'),
  "NUL in the type": withMessage('"id":"wamid.Cnt","timestamp":"1","type":"te\\u0000xt","text":{"body":"x"}'),
  "NUL in a member's name": text("nn", '"x"', ',"a\\u0000b":1'),
  "half a surrogate pair": text("hs", '"\\ud83d"'),
  "surrogates the wrong way round": text("sw", '"\\udc4b\\ud83d"'),
  "half a pair as a member's name": text("hn", '"x"', ',"\\ud800":{"\\udfff":1}'),
  "non-characters": text("nc", '"\\uffff\\ufffe\\ufdd0"'),
  "control characters": text("cc", '"\\u0001\\u001b[2J\\u007f\\u0085"'),
  "text that runs the other way": text("rl", '"\\u202egpj.exe\\u2066"'),
  "a mebibyte of text": text("mb", `"${"x".repeat(1024 * 1024)}"`),
  "a mebibyte of combining marks": text("cm", `"e${"\u0301".repeat(512 * 1024)}"`),
  "a long id": withMessage(`"id":"wamid.${"A".repeat(100_000)}","timestamp":"1","type":"text","text":{"body":"x"}`),
  // What repeats itself is compressed until it fits into an index; this is not.
  "a long id that does not compress": withMessage(
    `"id":"wamid.${INCOMPRESSIBLE}","timestamp":"1","type":"text","text":{"body":"x"}`,
  ),
  "a long sender that does not compress": inEnvelope(
    `{"metadata":{"phone_number_id":"${PHONE_NUMBER_ID}"},"messages":[{"from":"16505559993","from_user_id":"US.${INCOMPRESSIBLE}","group_id":"${INCOMPRESSIBLE}","id":"wamid.Clu","timestamp":"1","type":"text","text":{"body":"x"}}]}`,
  ),
  "a long type that does not compress": withMessage(`"id":"wamid.Cltn","timestamp":"1","type":"${INCOMPRESSIBLE}"`),
  "a long field that does not compress": inEnvelope("{}", `"${INCOMPRESSIBLE}"`),
  "a status of a long id": inEnvelope(
    `{"metadata":{"phone_number_id":"${PHONE_NUMBER_ID}"},"statuses":[{"id":"${INCOMPRESSIBLE}","status":"sent","timestamp":"1","recipient_id":"${INCOMPRESSIBLE}"}]}`,
  ),
  "a reaction to a long id": withMessage(
    `"id":"wamid.Crl","timestamp":"1","type":"reaction","reaction":{"message_id":"${INCOMPRESSIBLE}","emoji":"x"}`,
  ),
  "an account alert of long names": inEnvelope(
    `{"entity_type":"${INCOMPRESSIBLE}","entity_id":"${INCOMPRESSIBLE}","alert_info":{"alert_severity":"CRITICAL","alert_status":"ACTIVE","alert_type":"${INCOMPRESSIBLE}","alert_description":"${INCOMPRESSIBLE}"}}`,
    '"account_alerts"',
  ),
  "a template of a long name": inEnvelope(
    `{"event":"REJECTED","message_template_id":"${INCOMPRESSIBLE}","message_template_name":"${INCOMPRESSIBLE}","message_template_language":"${INCOMPRESSIBLE}","reason":"${INCOMPRESSIBLE}"}`,
    '"message_template_status_update"',
  ),
  "a long sender": inEnvelope(
    `{"metadata":{"phone_number_id":"${PHONE_NUMBER_ID}"},"messages":[{"from":"${"1".repeat(50_000)}","id":"wamid.Cls","timestamp":"1","type":"text","text":{"body":"x"}}]}`,
  ),
  "a long type": withMessage(`"id":"wamid.Clt","timestamp":"1","type":"${"t".repeat(20_000)}"`),
  "a long phone number id": inEnvelope(`{"metadata":{"phone_number_id":"${"9".repeat(100_000)}"},"messages":[]}`),
  "numbers beyond any double": text("nb", '"x"', ',"a":1e400,"b":-1e400,"c":1e-400'),
  "numbers with 10,000 digits": text("nd", '"x"', `,"a":${"9".repeat(10_000)}`),
  "a time beyond the calendar": withMessage(
    '"id":"wamid.Ctb","timestamp":"8640000000001","type":"text","text":{"body":"x"}',
  ),
  "a time PostgreSQL has no room for": withMessage(
    '"id":"wamid.Ctp","timestamp":"-99999999999999","type":"text","text":{"body":"x"}',
  ),
  "a time that is a number": withMessage('"id":"wamid.Ctn","timestamp":1e308,"type":"text","text":{"body":"x"}'),
  "a time of year 0": withMessage('"id":"wamid.Cty","timestamp":"-62167219200","type":"text","text":{"body":"x"}'),
  "a time of words": withMessage('"id":"wamid.Ctw","timestamp":"yesterday","type":"text","text":{"body":"x"}'),
  "a place off the globe": withMessage(
    '"id":"wamid.Cpg","timestamp":"1","type":"location","location":{"latitude":1e308,"longitude":-1e308}',
  ),
  "an emoji of 100,000 characters": withMessage(
    `"id":"wamid.Cel","timestamp":"1","type":"reaction","reaction":{"message_id":"wamid.FUZZ1","emoji":"${"👍".repeat(50_000)}"}`,
  ),
  "an edit of itself": withMessage(
    '"id":"wamid.Cei","timestamp":"1","type":"edit","edit":{"original_message_id":"wamid.Cei","message":{"type":"edit","edit":{"original_message_id":"wamid.Cei"}}}',
  ),
  "a revocation of nothing": withMessage('"id":"wamid.Crn","timestamp":"1","type":"revoke","revoke":{}'),
  "a file at another host": withMessage(
    '"id":"wamid.Cfh","timestamp":"1","type":"image","image":{"id":"../../x","url":"http://169.254.169.254/latest","mime_type":"text/html","sha256":"?"}',
  ),
  "a file name with a path": withMessage(
    '"id":"wamid.Cfn","timestamp":"1","type":"document","document":{"id":"1","filename":"../../../etc/passwd\\u0000.pdf","mime_type":"a/b\\r\\nx: y"}',
  ),
  "a Liquid bomb as a name": inEnvelope(
    `{"metadata":{"phone_number_id":"${PHONE_NUMBER_ID}"},"contacts":[{"profile":{"name":"{% for i in (1..999999999) %}x{% endfor %}"},"wa_id":"16505559998"}],"messages":[{"from":"16505559998","id":"wamid.Clb","timestamp":"${Math.floor(Date.now() / 1000)}","type":"text","text":{"body":"hello"}}]}`,
  ),
  "a regular expression's nightmare": text("re", `"${"a".repeat(50_000)}!"`),
  "1,000 messages with one id": inEnvelope(
    `{"metadata":{"phone_number_id":"${PHONE_NUMBER_ID}"},"messages":[${Array(1_000).fill('{"from":"16505559997","id":"wamid.Csame","timestamp":"1","type":"text","text":{"body":"x"}}').join(",")}]}`,
  ),
  "1,000 statuses of one message": inEnvelope(
    `{"metadata":{"phone_number_id":"${PHONE_NUMBER_ID}"},"statuses":[${Array(1_000).fill('{"id":"wamid.FUZZ1","status":"delivered","timestamp":"1","recipient_id":"1"}').join(",")}]}`,
  ),
  "a status with our id of nothing": inEnvelope(
    `{"metadata":{"phone_number_id":"${PHONE_NUMBER_ID}"},"statuses":[{"id":"wamid.X","status":"sent","timestamp":"1","recipient_id":"1","biz_opaque_callback_data":"'; drop table messages; --"}]}`,
  ),
  "a status whose code is text": inEnvelope(
    `{"metadata":{"phone_number_id":"${PHONE_NUMBER_ID}"},"statuses":[{"id":"wamid.X","status":"failed","timestamp":"1","recipient_id":"1","errors":[{"code":"131047\\u0000"},{"code":1e400},null]}]}`,
  ),
  "two people with one number": inEnvelope(
    `{"metadata":{"phone_number_id":"${PHONE_NUMBER_ID}"},"contacts":[{"wa_id":"16505559996","user_id":"US.A1"},{"wa_id":"16505559996","user_id":"US.A2"}],"messages":[{"from":"16505559996","from_user_id":"US.A1","id":"wamid.Ctw1","timestamp":"1","type":"text","text":{"body":"x"}},{"from":"16505559996","from_user_id":"US.A2","id":"wamid.Ctw2","timestamp":"1","type":"text","text":{"body":"y"}}]}`,
  ),
  "numbers swapped between two": inEnvelope(
    `{"metadata":{"phone_number_id":"${PHONE_NUMBER_ID}"},"messages":[{"from":"16505559995","id":"wamid.Csw1","timestamp":"1","type":"system","system":{"type":"user_changed_number","wa_id":"16505559994"}},{"from":"16505559994","id":"wamid.Csw2","timestamp":"1","type":"system","system":{"type":"user_changed_number","wa_id":"16505559995"}}]}`,
  ),
  "a history that contradicts itself": inEnvelope(
    `{"metadata":{"phone_number_id":"${PHONE_NUMBER_ID}"},"history":[{"metadata":{"phase":"x","progress":1e400},"threads":[null,{"messages":[null,{"id":"wamid.Ch"},{"from":5}]}]}]}`,
    '"history"',
  ),
  "no sender at all": inEnvelope(
    `{"metadata":{"phone_number_id":"${PHONE_NUMBER_ID}"},"messages":[{"id":"wamid.Cns","timestamp":"1","type":"text","text":{"body":"x"}}]}`,
  ),
};

const BYTES: Readonly<Record<string, Buffer>> = {
  "invalid UTF-8": Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  "an overlong slash": Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]),
  "a surrogate in UTF-8": Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]),
  "UTF-16": Buffer.from(text("u16", '"x"'), "utf16le"),
  "a compressed body": gzipSync(text("gz", '"x"')),
  "nothing but NUL": Buffer.alloc(1_000),
  "3 MB of spaces": Buffer.alloc(3 * 1024 * 1024, 0x20),
  "3 MB of open brackets": Buffer.alloc(3 * 1024 * 1024, 0x5b),
};

export const HOSTILE_BODIES: readonly HostileBody[] = [
  ...Object.entries(TEXTS).map(([name, body]) => ({ name, body: Buffer.from(body) })),
  ...Object.entries(BYTES).map(([name, body]) => ({ name, body })),
];
