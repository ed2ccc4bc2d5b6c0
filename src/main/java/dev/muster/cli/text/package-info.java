/** How things read to a person. Pure: text out of values, with the time and the time zone given. ASCII only. */
@NullMarked
package dev.muster.cli.text;

import org.jspecify.annotations.NullMarked;
