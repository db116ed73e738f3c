// As much of React's types as the package's own refer to (@types/react 19, index.d.ts and jsx-runtime.d.ts).
export interface HTMLAttributes<T> {
  className?: string;
  lang?: string;
  children?: unknown;
  onClick?: (event: { currentTarget: T }) => void;
}
export interface ClassAttributes<T> {
  key?: string | number | null;
  ref?: { current: T | null };
}
export type DetailedHTMLProps<E extends HTMLAttributes<T>, T> = ClassAttributes<T> & E;
export namespace JSX {
  type Element = object;
  interface IntrinsicElements {
    p: DetailedHTMLProps<HTMLAttributes<HTMLParagraphElement>, HTMLParagraphElement>;
  }
}
