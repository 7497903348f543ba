import { Fragment } from "preact";

/** Where a long name may be broken: behind `:`, `/`, `.` and `-`, which browsers keep between digits, and before a capital letter inside a word. */
const places = /(?<=[:/.-])(?=\w)|(?<=[a-z])(?=[A-Z])/;

/** A name that a narrow column breaks between its words rather than anywhere; its text stays the same. */
export const breakable = (name: string) =>
  name.split(places).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
