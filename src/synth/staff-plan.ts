import { invariant, type Random } from '../base/index.ts';
import { type Department, departments, executiveOffice } from './data/departments.ts';
import { type Place, places } from './data/places.ts';
import { chance, pick, weightedIndex, zipfWeights } from './pick.ts';

/** Rank in the line of command, by how many levels of people stand below. */
const ranks = [
  'staff',
  'lead',
  'manager',
  'seniorManager',
  'director',
  'seniorDirector',
  'vicePresident',
  'head',
  'chief',
] as const;

export type Rank = (typeof ranks)[number];

export type WorkerKind = 'Employee' | 'Contractor' | 'Vendor' | 'Intern';

/** `joining`: hired for a day after the clock; `leaving`: has a last day after the clock; `left` and `disabled`: cannot sign in. */
export type StaffState = 'active' | 'joining' | 'leaving' | 'left' | 'disabled';

/** One position of the company, before it has a name. */
export interface StaffMember {
  readonly department: Department;
  readonly place: Place;
  readonly rank: Rank;
  readonly kind: WorkerKind;
  readonly state: StaffState;
  /** Index of the manager in the plan; undefined for the head of the company and below vacant positions. */
  readonly manager: number | undefined;
}

/** The departments a company of this size has, largest first. */
export function departmentsFor(users: number): readonly Department[] {
  return departments.slice(0, users < 40 ? 5 : users < 200 ? 9 : users < 2000 ? 14 : departments.length);
}

/** The places a company of this size has, largest first. */
export function placesFor(users: number): readonly Place[] {
  return places.slice(0, users < 40 ? 2 : users < 200 ? 4 : users < 2000 ? 9 : places.length);
}

/**
 * Lays out `count` positions: the head of the company first, then department by department, each a tree that is filled
 * level by level, so that a manager always stands before the people below. O(count).
 */
export function planStaff(random: Random, count: number, users: number): readonly StaffMember[] {
  const drawPlace = weightedIndex(zipfWeights(placesFor(users).length));
  const place = (): Place => placesFor(users)[drawPlace(random)] ?? places[0] ?? invariantPlace();
  const staff: StaffMember[] = [
    {
      department: executiveOffice,
      place: places[0] ?? invariantPlace(),
      rank: 'chief',
      kind: 'Employee',
      state: 'active',
      manager: undefined,
    },
  ];
  const used = departmentsFor(users);
  const sizes = zipfSizes(count - 1, used.length);
  used.forEach((department, index) => {
    addDepartment(random, staff, department, sizes[index] ?? 0, users < 2000 ? 5 : 6, place);
  });
  return staff;
}

function addDepartment(
  random: Random,
  staff: StaffMember[],
  department: Department,
  size: number,
  span: number,
  drawPlace: () => Place,
): void {
  const first = staff.length;
  for (let position = 0; position < size; position++) {
    const superior = position === 0 ? 0 : first + Math.floor((position - 1) / span);
    const above = staff[superior];
    const rank = rankOf(position, size, span);
    const isVacant = above?.state === 'left' && chance(random, 0.5);
    staff.push({
      department,
      place: above !== undefined && position > 0 && chance(random, 0.6) ? above.place : drawPlace(),
      rank,
      kind: rank === 'staff' ? drawKind(random) : 'Employee',
      state: drawState(random, rank),
      manager: isVacant ? undefined : superior,
    });
  }
}

function rankOf(position: number, size: number, span: number): Rank {
  if (position === 0) return 'head';
  let height = 0;
  for (let child = position * span + 1; child < size; child = child * span + 1) height++;
  return ranks[Math.min(height, ranks.indexOf('vicePresident'))] ?? 'staff';
}

function drawKind(random: Random): WorkerKind {
  const draw = random.real();
  return draw < 0.075 ? 'Contractor' : draw < 0.1 ? 'Vendor' : draw < 0.12 ? 'Intern' : 'Employee';
}

function drawState(random: Random, rank: Rank): StaffState {
  const draw = random.real();
  if (rank === 'head') return 'active';
  if (rank !== 'staff') return draw < 0.03 ? 'left' : 'active';
  if (draw < 0.012) return 'left';
  if (draw < 0.022) return 'disabled';
  if (draw < 0.034) return 'joining';
  return draw < 0.039 ? 'leaving' : 'active';
}

/** Splits `total` by rank; the largest department takes what rounding leaves. */
function zipfSizes(total: number, count: number): readonly number[] {
  const weights = zipfWeights(count);
  const sum = weights.reduce((left, right) => left + right, 0);
  const sizes = weights.map((weight) => Math.floor((total * weight) / sum));
  sizes[0] = (sizes[0] ?? 0) + total - sizes.reduce((left, right) => left + right, 0);
  return sizes;
}

/** Seniority of people without reports, as it stands before their role. */
export function drawGrade(random: Random): string {
  return pick(random, ['', '', '', '', '', 'Junior ', 'Junior ', 'Senior ', 'Senior ', 'Senior ', 'Principal ']);
}

function invariantPlace(): never {
  invariant(false, 'the list of places is empty');
}
