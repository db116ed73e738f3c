// The element in React's JSX.
import "interleave-embed/react";

export const article = <interleave-demo demo="backpressure" seed={7} show="stage" predict lang="en" className="wide" />;

// @ts-expect-error: there is no such theme.
export const wrong = <interleave-demo theme="pink" />;
