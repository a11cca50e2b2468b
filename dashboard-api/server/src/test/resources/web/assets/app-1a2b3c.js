export const wall = true; // a file with a digest in its name
