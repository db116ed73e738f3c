export { JSX } from "./index.js";
export declare const jsx: unknown, jsxs: unknown, Fragment: unknown;
