import type { Faker } from '@faker-js/faker';
import { faker as german } from '@faker-js/faker/locale/de';
import { faker as english } from '@faker-js/faker/locale/en';
import { faker as indian } from '@faker-js/faker/locale/en_IN';
import { faker as spanish } from '@faker-js/faker/locale/es';
import { faker as french } from '@faker-js/faker/locale/fr';
import { faker as dutch } from '@faker-js/faker/locale/nl';
import { faker as polish } from '@faker-js/faker/locale/pl';
import { faker as swedish } from '@faker-js/faker/locale/sv';
import { type Random } from '../base/index.ts';
import { pick } from './pick.ts';

/** Languages for which there are names. */
export type NameLanguage = 'de' | 'en' | 'en_IN' | 'es' | 'fr' | 'nl' | 'pl' | 'sv';

const sources: Readonly<Record<NameLanguage, Faker>> = {
  de: german,
  en: english,
  en_IN: indian,
  es: spanish,
  fr: french,
  nl: dutch,
  pl: polish,
  sv: swedish,
};

export interface PersonName {
  readonly givenName: string;
  readonly surname: string;
}

interface NamePool {
  readonly givenNames: readonly string[];
  readonly surnames: readonly string[];
}

/** The lists are only read: a generator call per person would cost more than everything else together. */
const pools = new Map<NameLanguage, NamePool>();

/** Draws a name that is common where the language is spoken. */
export function drawName(random: Random, language: NameLanguage): PersonName {
  const pool = poolOf(language);
  return { givenName: pick(random, pool.givenNames), surname: pick(random, pool.surnames) };
}

const specialLetters: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  æ: 'ae',
  å: 'a',
  đ: 'd',
  œ: 'oe',
};

const asciiForms = new Map<string, string>();

/** A name as it stands in addresses: lower-case ASCII letters, digits and hyphens. */
export function toAddressPart(name: string): string {
  let ascii = asciiForms.get(name);
  if (ascii === undefined) {
    ascii = name
      .toLowerCase()
      .replace(/[äöüßłøæåđœ]/g, (letter) => specialLetters[letter] ?? letter)
      .normalize('NFD')
      .replace(/[^a-z0-9-]/g, '');
    asciiForms.set(name, ascii);
  }
  return ascii;
}

function poolOf(language: NameLanguage): NamePool {
  let pool = pools.get(language);
  if (pool === undefined) {
    const { first_name, last_name } = sources[language].definitions.person;
    pool = { givenNames: namesIn(first_name), surnames: namesIn(last_name) };
    pools.set(language, pool);
  }
  return pool;
}

function namesIn(lists: { readonly [list: string]: readonly string[] | undefined } | undefined): readonly string[] {
  const names = ['female', 'generic', 'male'].flatMap((list) => lists?.[list] ?? []);
  return [...new Set(names)].filter((name) => toAddressPart(name).length > 1 && name.length <= 24);
}
