/** The provider interface: what an adapter for a cloud implements. One package per cloud below; none knows another. */
@NullMarked
package dev.muster.provider;

import org.jspecify.annotations.NullMarked;
