import { type JsonValue, type Random, type RowSet } from '../base/index.ts';
import type { TenantDraft } from '../model/index.ts';
import { toAddressPart } from './name-pools.ts';
import { company } from './company.ts';
import { drawInstant } from './dates.ts';
import { createAddressBook } from './address-book.ts';
import type { SynthSettings } from './synth-options.ts';

export type GroupKind = 'security' | 'unified' | 'mailSecurity' | 'distribution';

/** A group to be added. */
export interface GroupInit {
  readonly displayName: string;
  readonly kind: GroupKind;
  readonly description?: string;
  readonly rule?: string;
  readonly isPaused?: boolean;
  readonly isAssignableToRole?: boolean;
  /** Known direct members; absent: not known. */
  readonly users?: RowSet;
  readonly groups?: RowSet;
  readonly owners?: RowSet;
}

/** Adds groups with everything that follows from their kind. */
export interface GroupWriter {
  /** Adds a group; returns its row. */
  add(init: GroupInit): number;
}

/** Creates the writer. Ids and dates come from `random`. */
export function createGroupWriter(draft: TenantDraft, settings: SynthSettings, random: Random): GroupWriter {
  const nicknames = createAddressBook();
  return {
    add: (init) => {
      const nickname = nicknames.claim(init.displayName.split(' ').map(toAddressPart).filter(Boolean).join('-'));
      const { row } = draft.addObject('group', random.guid(), {
        ...kindProperties(init, nickname),
        displayName: init.displayName,
        description: init.description ?? null,
        mailNickname: nickname,
        membershipRule: init.rule ?? null,
        membershipRuleProcessingState: init.rule === undefined ? null : init.isPaused === true ? 'Paused' : 'On',
        isAssignableToRole: init.isAssignableToRole === true ? true : null,
        classification: null,
        onPremisesSyncEnabled: null,
        createdDateTime: drawInstant(random, settings.clock, 30, 2500),
      });
      if (init.users !== undefined || init.groups !== undefined) {
        draft.setLinks('groupMembers', row, {
          rows: {
            ...(init.users === undefined ? {} : { user: init.users }),
            ...(init.groups === undefined ? {} : { group: init.groups }),
          },
          unresolved: [],
        });
      }
      if (init.owners !== undefined)
        draft.setLinks('groupOwners', row, { rows: { user: init.owners }, unresolved: [] });
      return row;
    },
  };
}

function kindProperties({ kind, rule }: GroupInit, nickname: string): Readonly<Record<string, JsonValue>> {
  const mailEnabled = kind !== 'security';
  const mail = mailEnabled ? `${nickname}@${company.defaultDomain}` : null;
  const groupTypes = [...(kind === 'unified' ? ['Unified'] : []), ...(rule === undefined ? [] : ['DynamicMembership'])];
  return {
    groupTypes,
    mailEnabled,
    securityEnabled: kind === 'security' || kind === 'mailSecurity',
    mail,
    proxyAddresses: mail === null ? [] : [`SMTP:${mail}`],
    visibility: kind === 'unified' ? 'Private' : null,
  };
}
