import type { NameLanguage } from '../name-pools.ts';

/** A place of work: one choice decides country, language, telephone prefix and address. */
export interface Place {
  readonly city: string;
  readonly state: string;
  readonly country: string;
  /** ISO 3166 letters, for usageLocation and group names. */
  readonly code: string;
  readonly language: string;
  readonly phonePrefix: string;
  /** First digits of the postal code; the rest is drawn. */
  readonly postalStart: string;
  readonly postalLength: number;
  readonly street: string;
  /** Building codes, the main one first. */
  readonly buildings: readonly string[];
  readonly names: NameLanguage;
  /** Other spellings of the city. */
  readonly misspellings: readonly string[];
}

/** Places, largest first. A small company has only the first few. */
export const places: readonly Place[] = [
  place('Munich', 'Bavaria', 'Germany', 'DE', 'de-DE', '+49 89', '80', 5, 'Lindenstraße', 'MUC1 MUC2 MUC3', 'de', [
    'München',
    'Munich ',
    'munich',
  ]),
  place('Columbus', 'Ohio', 'United States', 'US', 'en-US', '+1 614', '432', 5, 'Maple Avenue', 'CMH1 CMH2', 'en', [
    'Colombus',
    'Columbus ',
  ]),
  place('Lyon', 'Auvergne-Rhône-Alpes', 'France', 'FR', 'fr-FR', '+33 4', '690', 5, 'Rue des Tilleuls', 'LYS1', 'fr', [
    'Lyons',
    'lyon',
  ]),
  place('Pune', 'Maharashtra', 'India', 'IN', 'en-IN', '+91 20', '4110', 6, 'Station Road', 'PNQ1 PNQ2', 'en_IN', [
    'Poona',
    'pune',
  ]),
  place('Leeds', 'West Yorkshire', 'United Kingdom', 'GB', 'en-GB', '+44 113', 'LS', 4, 'Mill Lane', 'LBA1', 'en', [
    'leeds',
    'Leeds ',
  ]),
  place('Hamburg', 'Hamburg', 'Germany', 'DE', 'de-DE', '+49 40', '20', 5, 'Hafenweg', 'HAM1 HAM2', 'de', [
    'hamburg',
    'Hamburg ',
  ]),
  place('Kraków', 'Lesser Poland', 'Poland', 'PL', 'pl-PL', '+48 12', '30', 5, 'Ulica Lipowa', 'KRK1', 'pl', [
    'Krakow',
    'Cracow',
  ]),
  place('Utrecht', 'Utrecht', 'Netherlands', 'NL', 'nl-NL', '+31 30', '35', 4, 'Molenweg', 'UTC1', 'nl', ['utrecht']),
  place('Austin', 'Texas', 'United States', 'US', 'en-US', '+1 512', '787', 5, 'Cedar Street', 'AUS1', 'en', [
    'Austin, TX',
    'austin',
  ]),
  place('Valencia', 'Valencian Community', 'Spain', 'ES', 'es-ES', '+34 96', '460', 5, 'Calle Mayor', 'VLC1', 'es', [
    'València',
    'valencia',
  ]),
  place('Malmö', 'Skåne', 'Sweden', 'SE', 'sv-SE', '+46 40', '21', 5, 'Hamngatan', 'MMX1', 'sv', ['Malmo']),
  place('Brno', 'South Moravia', 'Czechia', 'CZ', 'cs-CZ', '+420 5', '60', 5, 'Lipová', 'BRQ1', 'en', [
    'Brünn',
    'brno',
  ]),
  place('Toronto', 'Ontario', 'Canada', 'CA', 'en-CA', '+1 416', 'M5', 4, 'King Street', 'YYZ1', 'en', ['toronto']),
  place('Basel', 'Basel-Stadt', 'Switzerland', 'CH', 'de-CH', '+41 61', '40', 4, 'Rheingasse', 'BSL1', 'de', ['Basle']),
  place('Bengaluru', 'Karnataka', 'India', 'IN', 'en-IN', '+91 80', '5600', 6, 'Ring Road', 'BLR1', 'en_IN', [
    'Bangalore',
  ]),
  place('Turin', 'Piedmont', 'Italy', 'IT', 'it-IT', '+39 011', '101', 5, 'Via Roma', 'TRN1', 'es', ['Torino']),
  place('Linz', 'Upper Austria', 'Austria', 'AT', 'de-AT', '+43 732', '40', 4, 'Donauweg', 'LNZ1', 'de', ['linz']),
  place('Ghent', 'Flanders', 'Belgium', 'BE', 'nl-BE', '+32 9', '90', 4, 'Veldstraat', 'GNE1', 'nl', ['Gent', 'Gand']),
];

function place(
  city: string,
  state: string,
  country: string,
  code: string,
  language: string,
  phonePrefix: string,
  postalStart: string,
  postalLength: number,
  street: string,
  buildings: string,
  names: NameLanguage,
  misspellings: readonly string[],
): Place {
  return {
    city,
    state,
    country,
    code,
    language,
    phonePrefix,
    postalStart,
    postalLength,
    street,
    buildings: buildings.split(' '),
    names,
    misspellings,
  };
}
