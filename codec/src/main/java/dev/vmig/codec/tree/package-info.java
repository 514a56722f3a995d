/**
 * Bytes as a tree of fields, as {@code vmig decode} prints them. A damaged input gives the nodes up to the damage, and
 * the damage with its byte offset. Nodes are handed on as they are made, so that neither a long stream nor a long list
 * of parts is ever in memory as a tree. What is framed soundly and breaks another rule of the specification ({@link
 * dev.vmig.codec.PartRules}, {@link dev.vmig.codec.CommandRules}, {@link dev.vmig.codec.ResultRules}) is decoded, and a
 * node called {@code note} says so.
 *
 * <table>
 * <caption>What is decoded</caption>
 * <tr><th>class<th>bytes
 * <tr><td>{@link dev.vmig.codec.tree.RecordStream}<td>migration stream: records, their images as device parts
 * <tr><td>{@link dev.vmig.codec.tree.PartsTree}<td>device parts (Virtio 1.4, 2.14)
 * <tr><td>{@link dev.vmig.codec.tree.AdminTree}<td>device-readable and device-writable part of an admin command
 * </table>
 */
@NullMarked
package dev.vmig.codec.tree;

import org.jspecify.annotations.NullMarked;
