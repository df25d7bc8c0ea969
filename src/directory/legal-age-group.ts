import type { MaybeKnown } from '../model/index.ts';

/** legalAgeGroupClassification from ageGroup and consent (spec tenant 2.1); undefined when either is not known. */
export function legalAgeGroup(ageGroup: MaybeKnown, consent: MaybeKnown): string | null | undefined {
  if (ageGroup === undefined) return undefined;
  if (ageGroup !== 'Minor') return ageGroup === 'Adult' || ageGroup === 'NotAdult' ? ageGroup : null;
  if (consent === undefined) return undefined;
  if (consent === 'Granted') return 'MinorWithParentalConsent';
  return consent === 'NotRequired' ? 'MinorNoParentalConsentRequired' : 'MinorWithOutParentalConsent';
}
