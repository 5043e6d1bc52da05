/** People who do not exist. Pure. */

const NAMES = [
  "Lucía Mamani",
  "Mateo Quispe",
  "Camila Torres",
  "Joaquín Rojas",
  "Valentina Flores",
  "Benjamín Castro",
  "Sofía Huamán",
  "Thiago Almeida",
  "Beatriz Nunes",
  "Rafael Moreira",
  "Emma Clarke",
  "Noah Bennett",
  "Amira Haddad",
  "Kofi Mensah",
  "Mei Tanaka",
  "Arjun Patel",
];

export function inventName(random: () => number): string {
  return NAMES[Math.floor(random() * NAMES.length)] as string;
}

/** Numbers 555-0100 to 555-0199 of every North American area are kept free for films and books: nobody will ever have one. */
const FIRST_LINE = 100;
const LINES = 100;
/** Areas in use, so that the number looks possible to whoever checks it. */
const AREAS = [
  "201",
  "202",
  "212",
  "213",
  "303",
  "305",
  "312",
  "404",
  "415",
  "503",
  "512",
  "602",
  "617",
  "702",
  "713",
  "808",
];

/** @returns E.164 with +, or undefined when all are taken */
export function inventPhone(taken: ReadonlySet<string>, random: () => number): string | undefined {
  const count = AREAS.length * LINES;
  const start = Math.floor(random() * count);
  for (let step = 0; step < count; step++) {
    const index = (start + step) % count;
    const area = AREAS[Math.floor(index / LINES)] as string;
    const phone = `+1${area}5550${FIRST_LINE + (index % LINES)}`;
    if (!taken.has(phone)) return phone;
  }
  return undefined;
}
