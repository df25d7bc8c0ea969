import type { ObjectType } from '../../model/index.ts';

/** What a link says about its holder. */
export type LinkKind = 'members' | 'owners';

/** The object that has members: a row, or a name that is looked up once everything is read. */
export type LinkHolder =
  { readonly type: ObjectType; readonly row: number } | { readonly name: string; readonly file: string };

/** The targets of one holder, as they stood in the export. */
export interface PendingLink {
  readonly kind: LinkKind;
  readonly holder: LinkHolder;
  /** Ids or userPrincipalNames, as indexes for {@link PendingLinks.textAt}. */
  readonly targets: number[];
}

/** Links that are resolved at the end, because members may stand before or after the objects they name. */
export class PendingLinks {
  readonly #texts: string[] = [];
  readonly #indexes = new Map<string, number>();
  readonly #links = new Map<string, PendingLink>();

  /** The links of a holder, made if missing: from then on they are known, maybe to be empty. */
  open(kind: LinkKind, holder: LinkHolder): PendingLink {
    const key = 'row' in holder ? `${kind} ${holder.type} ${holder.row}` : `${kind} name ${holder.name}`;
    let link = this.#links.get(key);
    if (link === undefined) {
      link = { kind, holder, targets: [] };
      this.#links.set(key, link);
    }
    return link;
  }

  /** Adds a target by id or userPrincipalName. */
  add(link: PendingLink, target: string): void {
    let index = this.#indexes.get(target);
    if (index === undefined) {
      index = this.#texts.length;
      this.#texts.push(target);
      this.#indexes.set(target, index);
    }
    link.targets.push(index);
  }

  /** The text of a target. */
  textAt(index: number): string {
    return this.#texts[index] ?? '';
  }

  /** All links in the order in which their holders were first seen. */
  all(): readonly PendingLink[] {
    return [...this.#links.values()];
  }
}
