/**
 * A small company to try questions on: its data, made up anew with dates up to today, and its
 * model.
 */
@NullMarked
package runnel.cube.demo;

import org.jspecify.annotations.NullMarked;
