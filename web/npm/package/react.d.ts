// `import "interleave-embed/react"`: the same module, with `<interleave-demo>` known to React's JSX.
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { InterleaveAttributes, InterleaveDemoElement } from "./index.js";

export * from "./index.js";

type Props = Omit<DetailedHTMLProps<HTMLAttributes<InterleaveDemoElement>, InterleaveDemoElement>, keyof InterleaveAttributes> & InterleaveAttributes;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "interleave-demo": Props;
    }
  }
}
