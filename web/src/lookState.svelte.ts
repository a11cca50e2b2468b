import type { Look } from './look';

/** The look of the page that is shown, for what is drawn and not styled. Set by the application alone. */
export const look: { value: Look } = $state({ value: 'dark' });
