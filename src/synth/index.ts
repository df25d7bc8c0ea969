export { generateTenant } from './generate-tenant.ts';
export type { SynthOptions, SynthProgress } from './synth-options.ts';
