import { type HolderRef, labelOfRef, type ObjectRef, type ReasonLink } from '../plan/index.ts';
import type { Symbols } from './style.ts';
import { quoted, visible } from './visible-text.ts';

/** A number with a comma between thousands, never abbreviated. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** An amount of money with two digits after the point and its currency: `-1,204.50 USD`. */
export function formatMoney(amount: number, currency: string): string {
  const [whole = '0', cents = '00'] = Math.abs(amount).toFixed(2).split('.');
  const sign = amount < 0 ? '-' : '';
  return `${sign}${whole.replace(/\B(?=(?:\d{3})+$)/g, ',')}.${cents} ${currency}`;
}

/** `1 group`, `2 groups`; the plural is `plural` or the noun with an s. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}

/** The label of an object, safe to print. */
export function nameOf(ref: ObjectRef): string {
  return ref.type === 'user' && ref.userPrincipalName !== undefined ? visible(ref.userPrincipalName) : holderName(ref);
}

/** The label of a group or another object that is known by its display name, quoted; the bare id where it has none. */
export function holderName(ref: HolderRef | ObjectRef): string {
  return ref.displayName === null || ref.displayName === undefined ? visible(labelOfRef(ref)) : quoted(ref.displayName);
}

/** A type in words. */
export function typeWords(type: string): string {
  if (type === 'administrativeUnit') return 'administrative unit';
  return type === 'orgContact' ? 'contact' : type;
}

/** A chain of reasons as one sentence, nearest first: conditions joined by "and", then what caused them; steps by number. */
export function reasonText(because: readonly ReasonLink[], symbols: Symbols): string {
  const isLeaf = ({ kind }: ReasonLink): boolean => kind === 'leaf' || kind === 'moreLeaves';
  const leaves = because.filter(isLeaf).map(({ text }) => text);
  const causes = because.filter((link) => !isLeaf(link)).map(linkText);
  return visible([...(leaves.length > 0 ? [leaves.join(' and ')] : []), ...causes].join(` ${symbols.because} `));
}

function linkText(link: ReasonLink): string {
  if (link.kind !== 'step') return link.text;
  return link.line === undefined ? `step ${link.step + 1}` : `step ${link.step + 1}, line ${link.line}`;
}
