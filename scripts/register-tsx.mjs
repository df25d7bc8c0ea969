// For threads that run TypeScript from the sources: tsx registers itself in the main thread only.
import { register } from 'tsx/esm/api';

register();
