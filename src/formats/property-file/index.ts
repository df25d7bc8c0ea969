export { propertyFileJsonSchema } from './property-file-schema.ts';
export { readPropertyFile } from './read-property-file.ts';
export type { PropertyFile } from './read-property-file.ts';
export { renderReproduction } from './render-reproduction.ts';
export type { Reproduction } from './render-reproduction.ts';
